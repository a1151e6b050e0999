"""The few errors that stop work. Faults of a document are not errors: they are `problems.Problem` values."""

from __future__ import annotations

import errno

_LY_DO = {
    errno.ENOENT: "không có tệp này",
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.EEXIST: "đã có thứ khác tên như vậy",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOTDIR: "đường dẫn đi qua một tệp",
    errno.ENOSPC: "đĩa hết chỗ",
    errno.EROFS: "ổ đĩa chỉ đọc",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ELOOP: "liên kết vòng",
}


def ly_do(error: OSError) -> str:
    """Why the system refused, in Vietnamese where the reason is a common one."""
    return _LY_DO.get(error.errno or 0) or error.strerror or type(error).__name__


class UserError(Exception):
    """Work cannot go on, and the user can mend it: exit code 2.

    The text is Vietnamese, says what stands in the way and what to do.
    """


class FileChangedByPerson(UserError):
    """A file that a person made or edited stands where we were to write; it is left as it was.

    Args:
        where: the file as messages show it.
        why: what stands there, and what to do.
    """

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.why = why

    def __reduce__(self) -> tuple[type[FileChangedByPerson], tuple[str, str]]:
        """It travels between processes."""
        return type(self), (str(self).removesuffix(f": {self.why}"), self.why)
