"""Figures that cannot be meant: negative amounts, fractions of what is counted, magnitudes beyond anything real.

A figure in a unit of measure (秒, 美元, FLOP, %) may be a fraction; of what is counted in pieces only a mean may,
and says so (`mean: true`). Differences and scores may be negative, amounts may not. Computed figures are exempt.
"""

from __future__ import annotations

from .units import UNITS

# Counted in pieces. Left out of the count units on purpose: money, and 轮 (an epoch over data can be left half done).
_PIECES = frozenset(
    "个 张 卡 台 片 颗 套 座 次 层 步 头 位 人 家 款 种 类 项 条 件 篇 份 本 部 册 章 页 行 段 句 词 字 字符 题 门 组 对 处 "
    "例 起 名 所 国 省 场 天次 参数 词元 token 样本 文档 网页 文件 图像 视频 任务 指令 专家 头数 维 核 晶体管 节点 服务器 GPU "
    "用户 开发者 智能体 插件 工具 模型 数据集 语言 论文 星标 字节 调用 请求 物品 步骤 轨迹 演示 技能 词条 "
    "许可证 端口 接口 版本 回合 对话 问题 令牌 字段 规则 方法 角色 实例".split()
)
_SIGNED = frozenset({"", "%", "‰", "百分点", "分", "位次", "倍", "°C", "Elo"})
# In base units. The largest figures known: some 10²⁶ FLOP for a training run, 10²¹ FLOPS and bytes for mankind.
_MOST = {"power": 1e30, "si": 1e24, "tight": 1e6, "han": 1e18, "plain": 1e24}
_LEAST = 1e-15


def implausible(bounds: tuple[float, ...], unit: str, mean: bool) -> str:
    """Why `bounds` (value, or low and high, in `unit`) cannot be right; empty if they can."""
    spec = UNITS[unit]
    for value in bounds:
        if value < 0 and unit not in _SIGNED:
            return f"负数：以“{unit}”计的量不会小于零"
        if abs(value) * spec.scale > _MOST[spec.style] or 0 < abs(value) * spec.scale < _LEAST:
            return "大小不像真的：检查位数与单位"
        if unit in _PIECES and not mean and not value.is_integer():
            return f"不是整数：以“{unit}”计的量是一个一个数的；平均值写 mean: true"
    return ""
