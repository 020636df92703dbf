-- Asks for the paths of a file in turn: wrk … -s paths.lua URL -- FILE

local paths = {}
local turn = 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    paths[#paths + 1] = line
  end
end

function request()
  turn = turn % #paths + 1
  return wrk.format("GET", paths[turn])
end
