"""How dates are written where Django writes them itself: as on the product's own pages."""
