"""Scripts that somebody looked at; `make golden` writes them anew."""
