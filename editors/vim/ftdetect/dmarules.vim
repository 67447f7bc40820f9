" Others own `.rules` files too, udev and snort among them. A file is ours if a declaration stands
" in the first column, or if there is nothing in it yet; Vim judges all others as it always did.
function! s:Detect() abort
  let l:ours = '\v^(policy|use|param|let|decide|invariant|test|table|differs|scenario)\s+\S'
  let l:lines = getline(1, 200)
  if expand('<amatch>:p') !~# '/udev/'
        \ && (l:lines == [''] || match(l:lines, l:ours) >= 0)
    set filetype=dmarules
    return
  endif
  try
    call dist#ft#FTRules()
  catch /^Vim\%((\a\+)\)\=:E117:/
    " This Vim keeps its judgement elsewhere.
  endtry
endfunction

" What was set here before comes first otherwise, and leaves its own settings behind.
autocmd! BufNewFile,BufRead *.rules
autocmd BufNewFile,BufRead *.rules call s:Detect()
