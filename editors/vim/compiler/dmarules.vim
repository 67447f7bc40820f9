" Turns what `dmarules check` says into quickfix entries.

if exists('current_compiler')
  finish
endif
let current_compiler = 'dmarules'

let s:cpo = &cpo
set cpo&vim

" A long message goes on behind six blanks; the source line and its carets are left out.
CompilerSet makeprg=dmarules\ check\ $*
CompilerSet errorformat=
      \%E%f(%l\\,%c):\ error\ DMA%n:\ %m,
      \%W%f(%l\\,%c):\ warning\ DMA%n:\ %m,
      \%Edmarules:\ %m,
      \%I%f(%l\\,%c):\ %m,
      \%Zhelp:\ %m,
      \%C%*[\ ]^%.%#,
      \%C\ \ \ \ \ \ %m,
      \%C%.%#,
      \%-G%.%#

let &cpo = s:cpo
unlet s:cpo
