" Editing DmaRules policies (.rules).

if exists('b:did_ftplugin')
  finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=2 softtabstop=2
" `huge-window` and `dma.ok` are one word each.
setlocal iskeyword+=-,.
setlocal suffixesadd=.rules

" `:make` checks this file, or what `:make FOLDER` names; `gq` lays out the whole file.
compiler dmarules
setlocal formatprg=dmarules\ fmt\ -

let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop<'
      \ . ' iskeyword< suffixesadd< makeprg< errorformat< formatprg<'
