# 大模型报告在线版。每个目标自己装好所需的东西，第二次就快；只要有 Python ≥ 3.11、git 和 make。
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help check serve build test lint fix bench release schema headers lock clean

help: ## 列出命令
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

# 依赖按锁文件安装；锁文件变了才重装。
.venv/%.installed: %.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python ≥ 3.11；可用 make PYTHON=python3.12 … 指定"; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv .venv || { echo "建不了虚拟环境；Debian/Ubuntu 上先装 python3-venv"; exit 1; }
	@echo "安装 $< …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $< || { echo "依赖没有装上：检查网络或包源设置后再试"; exit 1; }
	@touch $@

check: .venv/requirements-dev.installed ## 几秒钟查完数据、页面里的宏和文字，不构建
	@$(BIN)/python -m commands.check

serve: .venv/requirements.installed ## 在本机预览，改动即见；端口另选用 PORT=8001
	@$(BIN)/python -m commands.serve --port $(PORT)

build: .venv/requirements.installed ## 构建完整网站到 site/；失败的构建不碰已有的
	@$(BIN)/python -m commands.build

test: .venv/requirements-dev.installed ## 全部测试，含浏览器测试
	$(BIN)/python -m tests.browser
	$(BIN)/python -m pytest

lint: .venv/requirements-dev.installed ## 只查代码
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

fix: .venv/requirements-dev.installed ## 自动修正能修的：代码格式、中西文空格与标点
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m checks --fix

bench: .venv/requirements-dev.installed ## 测构建与预览的时间、增长、页面重量、搜索的质量与速度、无障碍、别的浏览器，并试遍写错的样子
	$(BIN)/python -m bench.build
	$(BIN)/python -m bench.preview
	$(BIN)/python -m bench.growth
	$(BIN)/python -m bench.search
	$(BIN)/python -m bench.landing
	$(BIN)/python -m bench.accessibility
	$(BIN)/python -m bench.other_browsers
	$(BIN)/python -m tests.mutations --all

release: build ## 发布一版：构建，把站上的 id 登记为已发布，今后一个也不能少
	@$(BIN)/python -m publish.release site

schema: .venv/requirements.installed ## 由 dataset/schema.py 重写 data/schema/*.json
	$(BIN)/python -m dataset.export_schema

headers: .venv/requirements.installed ## 由 publish/headers.py 重写 deploy/ 里给 nginx 与 Caddy 的片段
	$(BIN)/python -m commands.headers

lock: .venv/requirements-dev.installed ## 由 requirements*.in 重写带散列的锁文件
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -o requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --strip-extras --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --generate-hashes -o requirements-dev.txt requirements-dev.in

clean: ## 删去构建产物与虚拟环境
	rm -rf .venv .build site test-results
