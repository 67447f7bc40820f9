" Reads what a command said through the compiler's errorformat.
" g:asked: a JSON file with the text. g:answered: where the quickfix list goes.
" (`:make` uses the buffer's errorformat, as here; `:cexpr` would use the global one.)
edit start.rules
setlocal filetype=dmarules
let s:lines = split(json_decode(join(readfile(g:asked), '')), "\n")
call setqflist([], ' ', {'lines': s:lines, 'efm': &l:errorformat})
let s:entries = filter(getqflist(), 'v:val.valid')
call writefile([json_encode(map(s:entries, {_, e ->
      \ [bufname(e.bufnr), e.lnum, e.col, e.type, e.nr, e.text]}))], g:answered)
qall!
