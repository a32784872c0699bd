"""The screens, one module each. They do not know each other: the app takes one to the next."""
