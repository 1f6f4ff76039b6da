SELECT '#' # 1;
