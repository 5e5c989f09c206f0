"""Whom on call was told of a child, and the press by which somebody says that they have the child."""
