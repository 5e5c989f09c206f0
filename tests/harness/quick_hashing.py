"""Argon2 with the least work it allows, for tests alone."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2(Argon2PasswordHasher):
    """A hundred times quicker than what people's passwords get."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
