# SPDX-License-Identifier: GPL-3.0-or-later
# Completion of naru-cli in bash: commands, options, record types, and files.

_naru_cli () {
  local cur prev words cword
  _init_completion -n = || return

  local commands='new set show list delete attach attachment detach undo history agenda duplicates erase import export sample account sync conflicts resolve status verify reindex backup restore schema server-setup check-vacancy take-apart'
  local command='' type='' word i arguments=0
  for ((i = 1; i < cword; i++)); do
    word=${words[i]}
    case $word in
      --profile | --search | --where | --order | --limit | --columns | --date | --staff | --map | --encoding | --separator | \
        --source | --jobseekers | --seed | --centre | --admin | --password-fd | --team | --partner | --users | --user | --remove-user | --remove-team | --role | \
        --name | --passwords | --ca | --lang | --jurisdiction | --rules | -[swoncdmelj])
        i=$((i + 1)) ;;
      -*) ;;
      *)
        if [ -z "$command" ]; then
          command=$word
        else
          arguments=$((arguments + 1))
          [ -n "$type" ] || type=$word
        fi
        ;;
    esac
  done

  case $prev in
    --profile | --rules) _filedir -d; return ;;
    --lang | -l) mapfile -t COMPREPLY < <(compgen -W 'ko en fr' -- "$cur"); return ;;
    --jurisdiction | -j) mapfile -t COMPREPLY < <(compgen -W 'KR EU GB FR SI NA' -- "$cur"); return ;;
    --users | --passwords | --ca) _filedir; return ;;
    --encoding | -e) mapfile -t COMPREPLY < <(compgen -W 'UTF-8 UTF-16LE UTF-16BE EUC-KR CP949 WINDOWS-1252' -- "$cur"); return ;;
  esac

  if [[ $cur == -* ]]; then
    local options='--profile --json --help'
    case $command in
      '') options+=' --version' ;;
      list) options+=' --search --where --order --limit --columns --sensitive' ;;
      agenda) options+=' --date --staff' ;;
      duplicates) options+=' --labelled' ;;
      history) options+=' --all' ;;
      take-apart) options+=' --text' ;;
      import) options+=' --map --encoding --separator --source --duplicates --preview' ;;
      export) options+=' --sensitive --bom --vcard4 --id --search --where --order' ;;
      sample) options+=' --jobseekers --seed' ;;
      schema) options+=' --markdown' ;;
      check-vacancy) options+=' --lang --jurisdiction --rules --test-rules' ;;
      account) options+=' --centre --user --ca --allow-http --password-fd --new-password-fd --password-file' ;;
      sync) options+=' --watch --send-again --password-fd' ;;
      server-setup)
        options+=' --centre --admin --password-fd --token-fd --team --partner --users --user --role --name --new-password --remove-user --remove-team --passwords --ca'
        options+=' --allow-http --dry-run' ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    return
  fi

  if [ -z "$command" ]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
    return
  fi
  case $command in
    new | list | schema | import | export)
      if [ "$arguments" -eq 0 ]; then
        local types
        types=$(naru-cli schema 2>/dev/null | cut -d ' ' -f 1)
        [ "$command" != import ] || types+=' esco keco ksco ksic'
        mapfile -t COMPREPLY < <(compgen -W "$types" -- "$cur")
      elif [ "$command" = import ] || [ "$command" = export ]; then
        _filedir
      fi
      ;;
    backup | restore | check-vacancy | take-apart) _filedir ;;
    attach | attachment) [ "$arguments" -eq 0 ] || _filedir ;;
    account) [ "$arguments" -gt 0 ] || mapfile -t COMPREPLY < <(compgen -W 'set show password forget' -- "$cur") ;;
  esac
}

complete -F _naru_cli naru-cli
