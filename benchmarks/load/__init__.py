"""How much one installation bears: many jobs, many people, more workers. `make load` runs all."""
