"""Linking whole registers: which rows of one or two files are the same person. On Splink; knows no Django."""
