"""Steps that hold the finished site against what it promises."""
