"""The few errors that stop work. Faults of a document are not errors: they are `problems.Problem` values."""


class UserError(Exception):
    """Work cannot go on, and the user can mend it: exit code 2.

    The text is Vietnamese, says what stands in the way and what to do.
    """


class FileChangedByPerson(UserError):
    """A file that a person made or edited stands where we were to write; it is left as it was."""
