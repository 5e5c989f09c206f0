"""Intake count: channel by channel, what arrived, what was entered, what nobody can explain; signed off each day."""
