# Lệnh tắt cho người soạn văn bản và người phát triển; `make help` liệt kê tất cả.
# Mỗi đích chỉ gọi một lệnh: nội dung nằm trong chương trình vbhc và trong tools/.

PYTHON ?= python3
LOAI ?= KH
DATA ?=
A ?=
B ?=
HTML ?=
WORD ?=
WORKERS ?= auto

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# DATA=… may hold spaces and quotes; nothing at all must stay nothing, not an empty argument.
quote = $(if $(1),'$(subst ','\'',$(1))')
DOC = $(call quote,$(DATA))
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --only-binary :all: $(if $(UPGRADE),--upgrade)

# What `make bench` measures ours beside; no part of what the lock files name, and done without where it cannot be had.
PEERS = 'python-redlines[docxodus]==2.0.0'

# Whatever these point to is not what the lock files name.
unexport PYTHONPATH PYTHONHOME
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help plan notice report all annex new pdf check diff log git-setup prove check-env schema setup setup-dev test quick lint bench lock clean

help: ## Liệt kê các lệnh
	@echo 'Cách dùng: make LỆNH [DATA=thư-mục-dữ-liệu]'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

plan: setup ## Dựng các kế hoạch (KH); một văn bản: make plan DATA=data/2026/kh-…
	@$(BIN)/vbhc build --loai KH $(DOC)

notice: setup ## Dựng các thông báo (TB)
	@$(BIN)/vbhc build --loai TB $(DOC)

report: setup ## Dựng các báo cáo (BC)
	@$(BIN)/vbhc build --loai BC $(DOC)

all: setup ## Dựng văn bản thuộc mọi loại
	@$(BIN)/vbhc build $(DOC)

annex: setup ## In lại phụ lục: make annex DATA=data/2026/kh-… [CACH=tung-tep (mỗi phụ lục một tệp) | CACH=trong (trong văn bản đã in)]
	@if [ -z $(or $(DOC),'') ]; then \
		echo 'Thiếu DATA: chỉ rõ thư mục văn bản, ví dụ: make annex DATA=data/2026/kh-01' >&2; exit 2; fi
	@$(BIN)/vbhc annex $(DOC) $(if $(CACH),--$(CACH))

new: setup ## Tạo khung dữ liệu cho văn bản mới: make new LOAI=KH (hoặc TB, BC)
	@$(BIN)/vbhc new $(call quote,$(LOAI))

pdf: setup ## Xuất PDF bằng LibreOffice: mọi văn bản, hoặc một văn bản với DATA=…
	@$(BIN)/vbhc pdf $(DOC)

check: setup ## Soát thể thức: mọi văn bản của data/ và output/, hoặc DATA=… (thư mục hay tệp Word); sửa chỗ an toàn: SUA=1
	@$(BIN)/vbhc check $(DOC) $(if $(SUA),--fix)

diff: setup ## So hai bản: make diff A=bản-trước B=bản-sau [HTML=so-sanh.html] [WORD=duyet.docx]; một văn bản với lần commit cuối: make diff DATA=…
	@if [ -z $(or $(call quote,$(A)$(B)$(DATA)),'') ]; then \
		echo 'Thiếu bản để so: make diff A=cu.docx B=moi.docx, hoặc make diff DATA=data/2026/kh-01' >&2; exit 2; fi
	@$(BIN)/vbhc diff $(call quote,$(A)) $(call quote,$(B)) $(DOC) $(if $(HTML),--dang html --ra $(call quote,$(HTML))) \
		$(if $(WORD),--word $(call quote,$(WORD))); code=$$?; [ $$code -eq 1 ] && exit 0; exit $$code

log: setup ## Đời của một văn bản theo git: make log DATA=data/2026/kh-…
	@$(BIN)/vbhc log $(DOC)

git-setup: setup ## Nối git với chương trình: xem tệp Word dưới dạng chữ, ghép dữ liệu theo mục, soát trước khi commit; gỡ ra: BO=1
	@$(BIN)/vbhc git-setup $(if $(BO),--bo)

check-env: setup ## Kiểm tra máy: Python, phông chữ, LibreOffice
	@$(BIN)/vbhc check-env

schema: setup ## Ghi lược đồ dữ liệu để trình soạn thảo gợi ý và bắt lỗi
	@$(BIN)/vbhc schema

setup: ## Cài môi trường Python nếu chưa có (các lệnh trên tự làm việc này)
	@$(PYTHON) tools/bootstrap.py

setup-dev:
	@$(PYTHON) tools/bootstrap.py --dev

test: setup-dev ## Chạy toàn bộ kiểm thử
	@$(BIN)/python -m pytest -n $(WORKERS)

quick: setup-dev ## Chạy các kiểm thử nhanh (dưới một phút)
	@$(BIN)/python -m pytest -n $(WORKERS) -m 'not slow'

lint: setup-dev ## Soát mã nguồn: ruff và mypy
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy

bench: setup-dev ## Đo tốc độ dựng và so sánh văn bản
	@$(BIN)/uv pip install --quiet --python $(BIN)/python $(PEERS) || echo 'bench: python-redlines is not to be had'
	@$(BIN)/python tools/bench $(if $(DRAW),--draw)

prove: setup-dev ## Chứng minh: phá từng chỗ trong hàng trăm văn bản đúng rồi soát; sửa hàng nghìn chỗ rồi so sánh
	@$(BIN)/python tools/prove.py --lo
	@$(BIN)/python tools/prove_diff.py

lock: setup-dev ## Cập nhật tệp khóa theo pyproject.toml; nâng mọi gói: make lock UPGRADE=1
	@$(COMPILE) --no-binary odfpy --group dev pyproject.toml --output-file requirements-dev.lock
	@$(COMPILE) --no-annotate --constraint requirements-dev.lock --group build pyproject.toml \
		--output-file requirements.lock

clean: ## Xóa tệp tạm của công cụ phát triển (giữ nguyên data, output và .venv)
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
