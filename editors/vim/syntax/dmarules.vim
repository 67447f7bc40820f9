" Colours for DmaRules policies (.rules).
"
" A word in the first column starts a declaration and each declaration is a region of its own, so a
" forgotten brace or quote spoils one of them and no more. A name is always matched whole, which is
" why no keyword is ever found inside of one.

if exists('b:current_syntax')
  finish
endif

let s:cpo = &cpo
set cpo&vim

syntax case match

" Letters that are none of ours belong to a word, and so do dashes and characters without width that
" join its parts; such a word is wrong as a whole.
let s:joint = '[-.\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]'
let s:letter = '%(' . s:joint . '@![^\x01-\x7f]&\k)'
let s:part = '%(\w|' . s:letter . ')'

" Behind a word nothing follows that would make it longer.
let s:end = '%(' . s:joint . '?' . s:part . ')@!'
let s:name = '[A-Za-z]%(\w|[-.]\w@=)*' . s:end
let s:inner = 'rule|otherwise|given|expect|because|cite|since|and|or|when'
let s:joints = 'and|or|implies|is|in|when|because|cite|since|rule|otherwise|given|expect|by'
let s:own = '%(%(' . s:joints . '|not|yes|no)' . s:end . ')@!' . s:name

" Some words as a group, and what comes next.
function! s:Words(group, words, ...) abort
  execute 'syntax match' a:group 'contained /\v%(' . a:words . ')' . s:end . '/' join(a:000)
endfunction

" Names of people's own as a group: which ones, and what comes next.
function! s:Names(group, pattern, ...) abort
  execute 'syntax match' a:group 'contained /\v' . a:pattern . '/' join(a:000)
endfunction

" A declaration from its word to the next one, and what it holds beside the basics.
function! s:Declaration(word, contains) abort
  execute 'syntax region dmarules_' . a:word 'keepend matchgroup=dmarulesDeclaration'
        \ 'start=/\v^' . a:word . s:end . '/ matchgroup=NONE'
        \ 'end=/\v^\ze%(%(' . s:inner . ')' . s:end . ')@![A-Za-z]/'
        \ 'contains=@dmarulesBasics,' . a:contains
endfunction

" What every declaration may hold. Of two matches at one place the later one here wins.
execute 'syntax match dmarulesName /\v' . s:name . '/'
syntax match dmarulesStray /\v[^[:space:]"#A-Za-z0-9][^[:space:]A-Za-z0-9_"#=<>|(){},:.-]*/
syntax match dmarulesSign /\v[{}(),:]|\.\.|[=!<>]\=|[=<>]/
syntax match dmarulesArrow /=>/ nextgroup=dmarulesOutcome skipwhite skipempty
syntax match dmarulesDash /-/
syntax match dmarulesBar /\v\|\|?/
execute 'syntax match dmarulesBrokenNumber /\v[0-9]' . s:part . '*/'
execute 'syntax match dmarulesNumber /\v[0-9][0-9_]*' . s:part . '@!/'
      \ 'nextgroup=dmarulesUnit skipwhite'
execute 'syntax match dmarulesNumber /\v0_*[xX]_*[0-9A-Fa-f][0-9A-Fa-f_]*' . s:part . '@!/'
      \ 'nextgroup=dmarulesUnit skipwhite'
call s:Words('dmarulesFlag', 'yes|no')

" What the scanner takes for something else and complains of: words with letters that are none of
" ours, signs and comments of other languages, signs that look like ours, other quotes.
execute 'syntax match dmarulesStray /\v%(' . s:name . ')@!%([A-Za-z]|' . s:letter . ')%(' . s:part
      \ . '|' . s:joint . s:part . '@=)*/'
syntax match dmarulesStray /\v\/\/.*|\/\*.{-}%(\*\/|$)/
syntax match dmarulesStray
      \ /\v--\>|\=\=\=|!\=\=|\=\=\>|\=\<|\<\>|-\>|:\=|\&\&|[&;*[\]]|!\=@!/
syntax match dmarulesStray
      \ /\v[\u00ac\u2016\u2025-\u2026\u2192\u21d2\u2223\u2227-\u2228\u2260-\u2261\u2264-\u2265]/
syntax match dmarulesStray /\v[\u2502\u2794\u27f6\u27f9\u2a7d-\u2a7e]/
syntax match dmarulesStray /\v[\uff01\uff03-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff5e]/
syntax match dmarulesStray
      \ /\v[\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/
syntax match dmarulesStray
      \ /\v[\u00ad\u2010-\u2015\u2212\uff0d\uff1d][>\uff1e]|[\uff1c-\uff1e\uff01][=\uff1d]/
syntax match dmarulesStray /\v[\u2223\u2502\uff5c][|\u2223\u2502\uff5c]|%uff0e[.\uff0e]/
syntax match dmarulesOpenText
      \ /\v["'`\u201e\u201c\u201d\u00ab\u00bb\u201a\u2018\u2019\u2039\u203a\uff02]%(.*\S)?/
syntax match dmarulesOpenText
      \ /\v"[^\u201d\u201c\u00bb]*[\u201d\u201c\u00bb]|%u201e[^\u201c\u201d"]*[\u201c\u201d"]/
syntax match dmarulesOpenText
      \ /\v%u201c[^\u201d\u201c"]*[\u201d\u201c"]|%u201d[^\u201d"]*[\u201d"]/
syntax match dmarulesOpenText
      \ /\v%u00ab[^\u00bb"]*[\u00bb"]|%u00bb[^\u00ab"]*[\u00ab"]|%uff02[^\uff02"]*[\uff02"]/
syntax match dmarulesOpenText
      \ /\v%u201a[^\u2018\u2019]*[\u2018\u2019]|%u2018[^\u2019]*[\u2019]|%u2019[^\u2019]*[\u2019]/
syntax match dmarulesOpenText
      \ /\v%u2039[^\u203a]*[\u203a]|%u203a[^\u2039]*[\u2039]|'[^']*[']|`[^`]*[`]/
syntax match dmarulesText /\v"[^"]*"/ contains=@Spell
syntax match dmarulesComment /#.*/ contains=@Spell
syntax cluster dmarulesBasics contains=dmarulesComment,dmarulesText,dmarulesOpenText,
      \dmarulesNumber,dmarulesBrokenNumber,dmarulesFlag,dmarulesSign,dmarulesArrow,dmarulesDash,
      \dmarulesBar,dmarulesStray,dmarulesName

" Names of people's own: of a rule, a let, a param or an invariant; of what is given.
call s:Names('dmarulesDeclared', s:own)
call s:Names('dmarulesGivenName', s:own, 'nextgroup=dmarulesGivenSign,dmarulesMember skipwhite')

" words: begin (made from the language by tests/Editors.Tests)
call s:Words('dmarulesFact', 'atomic|below_bus_limit|buffer|bus_dma_limit|coherent_mask|ddw|'
      \ . 'dma_mask|earlier_mask|fixed_is_weak|hotplug_memory|iommu_domain|iommu_off|'
      \ . 'is_secure_guest|last_mask_call|limited_addressing|low_window_base|low_window_size|'
      \ . 'map_size|mask|max_ram|one_window|op|page_size|pmem|pool_in_low_window|pool_size|probe|'
      \ . 'ram|required_mask|required_mask_query|supported_mask|swiotlb|swiotlb_force|table_full|'
      \ . 'translated|weak_ordering|window',
      \ 'nextgroup=dmarulesGivenSign,dmarulesMember skipwhite')
call s:Words('dmarulesConsequence', 'dma\.bounced|dma\.breaks|dma\.fails|dma\.leaks|dma\.ok|'
      \ . 'dma\.reachable|dma\.reason|dma\.shared|dma\.tces|path')
call s:Words('dmarulesMember', 'EIO_mask_too_small|alloc|available|bounce_address_exceeds_mask|'
      \ . 'bypass|ciphertext_only|coherent|coherent_mask_below_bus_address|data_not_delivered|ddw|'
      \ . 'default|device_sees_ciphertext|direct|disabled|dma|dma_address_exceeds_mask|'
      \ . 'exceeds_swiotlb_max_256k|force|hotplug_vetoed|hypervisor_and_device|hypervisor_only|'
      \ . 'identity|io_tlb_larger_than_32bit_window|iommu|iommu_offset_exceeds_mask|'
      \ . 'iommu_range_exhausted|iommu_table_unavailable|leaked_page|low|map|memory_in_use|'
      \ . 'no_coherent_pool_for_atomic|no_resource_mapping|no_tce_for_bus_address|noforce|none|'
      \ . 'other_bounce|other_device_bounce_data|pmem|private_page_integrity|private_read|'
      \ . 'private_write|ram|refuse|refused|resource|sharing_zeroed_the_buffer|streaming|'
      \ . 'swiotlb_full|swiotlb_pool_absent|swiotlb_search_endless|sync|sync_does_not_copy|table|'
      \ . 'too_small|unavailable|undecided')
call s:Words('dmarulesOutcome', 'bypass\s+through\s+pool|ddw\s+mapping\s+pool|ddw\s+mapping\s+ram|'
      \ . 'direct\s+through\s+pool|iommu\s+through\s+pool|low\s+mapping\s+pool|iommu\s+shared|'
      \ . 'bypass|direct|iommu|none|refuse|table')
call s:Words('dmarulesVerdict', 'breaks|fails|leaks|ok',
      \ 'nextgroup=dmarulesReason skipwhite')
call s:Words('dmarulesReason', 'EIO_mask_too_small|bounce_address_exceeds_mask|ciphertext_only|'
      \ . 'coherent_mask_below_bus_address|data_not_delivered|device_sees_ciphertext|'
      \ . 'dma_address_exceeds_mask|exceeds_swiotlb_max_256k|hotplug_vetoed|hypervisor_and_device|'
      \ . 'hypervisor_only|io_tlb_larger_than_32bit_window|iommu_offset_exceeds_mask|'
      \ . 'iommu_range_exhausted|iommu_table_unavailable|memory_in_use|no_coherent_pool_for_atomic|'
      \ . 'no_resource_mapping|no_tce_for_bus_address|other_device_bounce_data|'
      \ . 'private_page_integrity|refused|sharing_zeroed_the_buffer|swiotlb_full|'
      \ . 'swiotlb_pool_absent|swiotlb_search_endless|sync_does_not_copy')
call s:Words('dmarulesResult', 'alloc|map|resource|sync|window')
call s:Words('dmarulesKernel', 'amd64|pseries|v5\.3|v5\.4|v5\.6|v5\.9|v6\.1|v6\.12')
call s:Words('dmarulesUnit', 'B|GiB|KiB|MiB|TiB|bits')
call s:Words('dmarulesStepVerb', 'adds\s+memory|cpu\s+reads|cpu\s+writes|device\s+probes|'
      \ . 'device\s+reads|device\s+writes|hypervisor\s+reads|removes\s+memory|alloc|free|map|'
      \ . 'map_resource|plugs|probes|query_required_mask|set_coherent_mask|set_mask|'
      \ . 'set_mask_and_coherent|set_min_align|sync|unmap|unplugs')
call s:Words('dmarulesStepParticle', 'at|for_cpu|for_device|from_device|in|into|pmem|to_device|'
      \ . 'untranslated')
call s:Words('dmarulesSeen', 'ciphertext|data|fault|hangs|other|plaintext')
" words: end

" Conditions.
call s:Words('dmarulesOperator', 'and|or|not|implies')
call s:Words('dmarulesOperator', 'is', 'nextgroup=dmarulesIsNot,dmarulesMember skipwhite skipempty')
call s:Words('dmarulesIsNot', 'not', 'nextgroup=dmarulesMember skipwhite skipempty')
call s:Words('dmarulesOperator', 'in', 'nextgroup=dmarulesSet skipwhite skipempty')
execute 'syntax region dmarulesSet contained matchgroup=dmarulesSign start=/{/ end=/}/'
      \ 'matchgroup=NONE end=/\v\ze%(\=\>|%(' . s:joints . ')' . s:end . ')/'
      \ 'contains=@dmarulesBasics,dmarulesMember'
syntax cluster dmarulesCondition contains=dmarulesOperator,dmarulesFact,dmarulesConsequence

" What a policy says.
call s:Declaration('policy', 'dmarulesMeta,dmarulesHeader')
call s:Words('dmarulesMeta', 'because|cite|since')
call s:Words('dmarulesHeader', 'version')
call s:Words('dmarulesHeader', 'kernel|on', 'nextgroup=dmarulesKernel skipwhite skipempty')

call s:Declaration('use', 'dmarulesMeta')

call s:Declaration('param', 'dmarulesMeta,dmarulesTyped,dmarulesParamName')
call s:Names('dmarulesParamName', '%(^param\s+)@20<=' . s:own)
syntax match dmarulesTyped contained /:/ nextgroup=dmarulesType skipwhite skipempty
call s:Words('dmarulesType', 'bool|bits|size|addr')

call s:Declaration('let', '@dmarulesCondition,dmarulesLetName')
call s:Names('dmarulesLetName', '%(^let\s+)@20<=' . s:own)

call s:Declaration('invariant', '@dmarulesCondition,dmarulesMeta,dmarulesInvariantName')
call s:Names('dmarulesInvariantName', '%(^invariant\s+)@20<=' . s:own)

call s:Declaration('decide',
      \ '@dmarulesCondition,dmarulesMeta,dmarulesRule,dmarulesKeyword,dmarulesDecided')
call s:Names('dmarulesDecided', '%(^decide\s+)@20<=' . s:name, 'nextgroup=dmarulesHit skipwhite')
call s:Words('dmarulesHit', 'first|unique|any')
call s:Words('dmarulesRule', 'rule', 'nextgroup=dmarulesDeclared skipwhite skipempty')
call s:Words('dmarulesKeyword', 'when|otherwise|impossible')

" What a policy is checked by.
call s:Declaration('test', '@dmarulesExpected,dmarulesMeta,dmarulesGiven,dmarulesGivenNext')
let s:given = 'nextgroup=dmarulesGivenNot,dmarulesGivenName,dmarulesFact,dmarulesConsequence'
      \ . ' skipwhite skipempty'
call s:Words('dmarulesGiven', 'given', s:given)
execute 'syntax match dmarulesGivenNext contained /,/' s:given
call s:Words('dmarulesGivenNot', 'not',
      \ 'nextgroup=dmarulesFact,dmarulesGivenName skipwhite skipempty')
syntax match dmarulesGivenSign contained /=[<=>]\@!/ nextgroup=dmarulesMember skipwhite
syntax cluster dmarulesExpected contains=dmarulesOperator,dmarulesExpect,dmarulesShown,dmarulesBy,
      \dmarulesDma,dmarulesBounced
call s:Words('dmarulesExpect', 'expect', 'nextgroup=dmarulesResult skipwhite skipempty')
call s:Words('dmarulesShown', 'is', 'nextgroup=dmarulesOutcome skipwhite skipempty')
call s:Words('dmarulesBy', 'by',
      \ 'nextgroup=dmarulesOtherwise,dmarulesDeclared skipwhite skipempty')
call s:Words('dmarulesOtherwise', 'otherwise')
call s:Words('dmarulesDma', 'dma', 'nextgroup=dmarulesVerdict skipwhite skipempty')
call s:Words('dmarulesBounced', 'bounced')

call s:Declaration('differs', '@dmarulesCondition,dmarulesDiffers,dmarulesDiffering')
call s:Words('dmarulesDiffers', 'from|exactly|when')
call s:Names('dmarulesDiffering', s:name . '%(\s+exactly' . s:end . ')@=')

" A table: its first row is the header, and right of a double bar stands what is expected.
call s:Declaration('table', 'dmarulesMeta,dmarulesRows,dmarulesMember,dmarulesRight')
syntax match dmarulesRows contained /{/
      \ nextgroup=dmarulesHead,dmarulesHeadComment skipwhite skipempty
syntax match dmarulesHeadComment contained /#.*/ contains=@Spell
      \ nextgroup=dmarulesHead,dmarulesHeadComment skipwhite skipempty
syntax region dmarulesHead contained oneline matchgroup=dmarulesBar start=/|/
      \ matchgroup=NONE end=/\v\ze\s*%(#|$)/
      \ contains=@dmarulesBasics,dmarulesFact,dmarulesConsequence,dmarulesHeadRight
syntax region dmarulesHeadRight contained oneline matchgroup=dmarulesBar start=/||/
      \ matchgroup=NONE end=/\v\ze\s*%(#|$)/ contains=@dmarulesBasics,dmarulesResult,dmarulesColumn
call s:Words('dmarulesColumn', 'by|dma|bounced')
syntax region dmarulesRight contained oneline matchgroup=dmarulesBar start=/||/
      \ matchgroup=NONE end=/\v\ze\s*%(#|}|$)/
      \ contains=@dmarulesBasics,dmarulesDeclared,dmarulesOtherwise,dmarulesVerdict,
      \dmarulesReason,dmarulesOutcome

" A scenario: one step a line, who does it, what, and what is expected of it.
call s:Declaration('scenario', 'dmarulesMeta,dmarulesGiven,dmarulesGivenNext,dmarulesOperator,'
      \ . 'dmarulesFor,dmarulesActor,dmarulesStepParticle,dmarulesStepExpected')
call s:Words('dmarulesFor', 'for')
call s:Names('dmarulesStepParticle', 'in' . s:end . '%(\_s*\{)@!')
call s:Names('dmarulesActor', s:own . '%(\s*:)@=', 'nextgroup=dmarulesColon skipwhite')
let s:step = 'nextgroup=dmarulesMapping,dmarulesStepVerb skipwhite'
execute 'syntax match dmarulesColon contained /:/' s:step
execute 'syntax match dmarulesStepSign contained /=/' s:step
call s:Names('dmarulesMapping', s:name . '%(\s*\=)@=', 'nextgroup=dmarulesStepSign skipwhite')
execute 'syntax region dmarulesStepExpected contained oneline matchgroup=dmarulesExpect'
      \ 'start=/\vexpect' . s:end . '/ matchgroup=NONE end=/\v\ze\s*%(#|}|$)/'
      \ 'contains=@dmarulesBasics,@dmarulesExpected,dmarulesResult,dmarulesStepPath,dmarulesSeen,'
      \ . 'dmarulesConsequence,dmarulesVerdict,dmarulesReason'
call s:Words('dmarulesStepPath', 'path')

" Looking back for the first column is enough, however long the file is.
syntax sync match dmarulesSync grouphere NONE /^\a/

highlight default link dmarulesActor Label
highlight default link dmarulesArrow Operator
highlight default link dmarulesBar Delimiter
highlight default link dmarulesBounced Keyword
highlight default link dmarulesBrokenNumber Error
highlight default link dmarulesBy Keyword
highlight default link dmarulesColon Delimiter
highlight default link dmarulesColumn Keyword
highlight default link dmarulesComment Comment
highlight default link dmarulesConsequence Identifier
highlight default link dmarulesDash Boolean
highlight default link dmarulesDecided Structure
highlight default link dmarulesDeclaration Statement
highlight default link dmarulesDeclared Function
highlight default link dmarulesDiffering Structure
highlight default link dmarulesDiffers Keyword
highlight default link dmarulesDma Keyword
highlight default link dmarulesExpect Keyword
highlight default link dmarulesFact Identifier
highlight default link dmarulesFlag Boolean
highlight default link dmarulesFor Keyword
highlight default link dmarulesGiven Keyword
highlight default link dmarulesGivenNext Delimiter
highlight default link dmarulesGivenNot Operator
highlight default link dmarulesGivenSign Delimiter
highlight default link dmarulesHeadComment Comment
highlight default link dmarulesHeader PreProc
highlight default link dmarulesHit StorageClass
highlight default link dmarulesInvariantName Function
highlight default link dmarulesIsNot Operator
highlight default link dmarulesKernel Special
highlight default link dmarulesKeyword Keyword
highlight default link dmarulesLetName Function
highlight default link dmarulesMember Constant
highlight default link dmarulesMeta PreProc
highlight default link dmarulesNumber Number
highlight default link dmarulesOpenText Error
highlight default link dmarulesOperator Operator
highlight default link dmarulesOtherwise Keyword
highlight default link dmarulesOutcome Special
highlight default link dmarulesParamName Function
highlight default link dmarulesReason Constant
highlight default link dmarulesResult Structure
highlight default link dmarulesRows Delimiter
highlight default link dmarulesRule Keyword
highlight default link dmarulesSeen Constant
highlight default link dmarulesShown Operator
highlight default link dmarulesSign Delimiter
highlight default link dmarulesStepParticle Keyword
highlight default link dmarulesStepPath Structure
highlight default link dmarulesStepSign Delimiter
highlight default link dmarulesStepVerb Function
highlight default link dmarulesStray Error
highlight default link dmarulesText String
highlight default link dmarulesType Type
highlight default link dmarulesTyped Delimiter
highlight default link dmarulesUnit Type
highlight default link dmarulesVerdict Constant

let b:current_syntax = 'dmarules'
let &cpo = s:cpo
unlet s:cpo
