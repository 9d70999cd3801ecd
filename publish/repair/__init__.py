"""Steps that change the built pages."""
