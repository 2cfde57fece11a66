"""What speaks for or against a layer in a placeholder: one kind of evidence a file.

Each is a function from a `Pairing` to a matrix (a row a layer, a column a placeholder) of
log-odds: above 0 speaks for the pair, below 0 against it, 0 says nothing.
"""
