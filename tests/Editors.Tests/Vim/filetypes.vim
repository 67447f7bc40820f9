" Says which file type Vim sees, and what it sets for it.
" g:asked: a JSON file, an array of paths. g:answered: where the answer goes.
let s:answer = []
for s:path in json_decode(join(readfile(g:asked), ''))
  execute 'edit' fnameescape(s:path)
  call add(s:answer, [&filetype, &commentstring, &formatprg, &makeprg, &shiftwidth])
endfor
call writefile([json_encode(s:answer)], g:answered)
qall!
