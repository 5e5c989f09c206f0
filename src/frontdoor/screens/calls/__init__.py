"""Someone is calling about a child: who are they, what may they be told, and two lines of what was said."""
