"""What many tests start from: one agency, one small document, and how many examples a law is tried on."""

from typing import Any

from hypothesis import settings

AGENCY = """\
ten: Sở Khoa học và Công nghệ
chu_quan: UBND thành phố Hải Phòng
viet_tat: SKHCN
dia_danh: Hải Phòng
dia_chi: [Số 1 đường Một, điện thoại 0225.000.000]
don_vi:
  vp: {ten: Văn phòng Sở, viet_tat: VP}
  qlcn: Phòng Quản lý Công nghệ
nguoi_ky:
  giam-doc: {chuc_vu: [Giám đốc], ho_ten: Nguyễn Văn An}
  pho: {chuc_vu: [KT. Giám đốc, Phó Giám đốc], ho_ten: Trần Thị Bình}
nhom_noi_nhan:
  noi-bo: ["Lãnh đạo Sở", "Các phòng, đơn vị thuộc Sở"]
"""

DOCUMENT = """\
loai: KH
co_quan: skhcn
ngay_ban_hanh: 2026-04
trich_yeu: Triển khai một việc
mo_dau: "Sở xây dựng Kế hoạch như sau:"
muc_dich: [Làm cho tốt.]
noi_dung:
  - tieu_de: Việc thứ nhất
    muc:
      - tieu_de: Lập danh sách
        nhiem_vu: {chu_tri: vp, thoi_han: {truoc: 01/12, hang_nam: có}}
to_chuc_thuc_hien: |
  1. Các đơn vị thực hiện.
  2. Văn phòng Sở tổng hợp.
ket_thuc: Có vướng mắc thì báo cáo Giám đốc Sở.
noi_nhan: [Sở Nội vụ, {nhom: noi-bo}]
luu: VT, VP
nguoi_ky: giam-doc
"""


def examples(whole: int, **more: Any) -> settings:
    """So many examples of a law; in `make quick` the share of them that laws without a number of their own get."""
    return settings(max_examples=max(1, whole * settings().max_examples // 100), **more)
