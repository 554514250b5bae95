package dev.ocispec.attestation;

import dev.ocispec.bundle.Bundle;
import dev.ocispec.bundle.internal.ProbeFiles;
import dev.ocispec.spec.Linux;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Root;
import dev.ocispec.spec.Spec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The program that looks around in a sandbox: a shell script that uses nothing but what is built
 * into a shell, because the sandbox may hold no program.
 *
 * <p>It is given places, each after the kind of attempt to make there, and answers with a line for
 * each, in their order.
 */
final class ProbeScript {
  /** The name of the file that it tries to make in folders. */
  static final String ATTEMPT = ".ocispec-probe";

  /** Followed by places that must not be writable. */
  static final String READ_ONLY = "-read-only";

  /** Followed by places that must be writable. */
  static final String WRITABLE = "-writable";

  /** Followed by places that must be absent or empty. */
  static final String MASKED = "-masked";

  /** The variables of the environment that it tells. */
  static final List<String> VARIABLES = List.of("SOURCE_DATE_EPOCH", "TZ", "LANG", "LC_ALL");

  private static final String SHOW =
      """
      show() {
        echo "= $1"
        while IFS= read -r line; do printf '%s\\n' "$line"; done < "$2"
      }
      """;

  private static final String SCRIPT =
      """
      echo '= orphans'
      orphan=$( { : & echo $!; } )
      tries=0
      while [ -d "/proc/$orphan" ] && [ "$tries" -lt 50000 ]; do tries=$((tries + 1)); done
      if [ -d "/proc/$orphan" ]; then echo left; else echo reaped; fi
      if [ -f /etc/resolv.conf ]; then
        echo '= resolver'
        while IFS= read -r line; do printf '%s\\n' "$line"; done < /etc/resolv.conf
      fi
      echo '= control-groups'
      for file in /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max \\
          /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
        if [ -f "$file" ]; then IFS= read -r line < "$file"; echo "${file##*/} $line"; fi
      done
      echo '= personality'
      IFS= read -r line < /proc/self/personality && echo "$line"
      echo '= umask'
      umask
      echo '= variables'
      printf 'SOURCE_DATE_EPOCH=%s\\nTZ=%s\\n' "${SOURCE_DATE_EPOCH-}" "${TZ-}"
      printf 'LANG=%s\\nLC_ALL=%s\\n' "${LANG-}" "${LC_ALL-}"
      echo '= environment'
      # Each line after a bar, since a value can look like a section; the shell drops the zeros.
      while IFS= read -r line || [ -n "$line" ]; do printf '|%s\\n' "$line"; done \\
        < /proc/self/environ
      echo '= root'
      for entry in /* /.[!.]*; do
        if [ -e "$entry" ] || [ -L "$entry" ]; then printf '%s\\n' "$entry"; fi
      done
      echo '= places'
      attempt() {
        if [ -d "$1" ]; then file=$1/ATTEMPT
        elif [ -f "$1" ]; then file=$1
        elif [ -e "$1" ]; then echo device; return
        else echo absent; return; fi
        # Not the special ":", which would end the shell; a subshell for each takes half the time.
        if { true >> "$file"; } 2>/dev/null; then echo written; else echo refused; fi
      }
      masked() {
        if [ -d "$1" ]; then
          for entry in "$1"/* "$1"/.[!.]*; do
            if [ -e "$entry" ]; then echo visible; return; fi
          done
          echo empty
        elif [ -e "$1" ]; then
          if { line=; IFS= read -r line < "$1"; [ -n "$line" ]; } 2>/dev/null
          then echo visible
          else echo empty; fi
        else echo absent; fi
      }
      kind=
      for place; do
        case $place in
          -*) kind=$place ;;
          *)
            case $kind in
              -masked) masked "$place" ;;
              *) attempt "$place" ;;
            esac ;;
        esac
      done
      echo '= end'
      """
          .replace("ATTEMPT", ATTEMPT);

  private ProbeScript() {}

  /** The command line that looks at the sandbox of {@code spec} by means of the shell there. */
  static List<String> command(String shell, Places places) {
    List<String> command = new ArrayList<>(List.of(shell, "-c", showing() + SCRIPT, "probe"));
    command.add(READ_ONLY);
    command.addAll(places.readOnly());
    command.add(WRITABLE);
    command.addAll(places.writable());
    command.add(MASKED);
    command.addAll(places.masked());
    return command;
  }

  /** Shows the files that no first process shows. */
  private static String showing() {
    return ProbeFiles.ALL.stream()
        .map(shown -> "show " + shown.section() + " " + shown.file() + "\n")
        .collect(Collectors.joining("", SHOW, ""));
  }

  /** For a first process, which shows files by itself, and a shell that is given nothing else. */
  static String file(Places places) {
    StringBuilder file = new StringBuilder("set --");
    List<String> command = command("", places);
    command
        .subList(command.indexOf(READ_ONLY), command.size())
        .forEach(argument -> file.append(' ').append(quoted(argument)));
    return file.append('\n').append(SCRIPT).toString();
  }

  /** As one word of a shell, whatever is in it. */
  static String quoted(String argument) {
    return "'" + argument.replace("'", "'\\''") + "'";
  }

  /**
   * Where attempts are made.
   *
   * @param readOnly places that must not be writable
   * @param writable places that must be
   * @param masked places that must be absent or empty
   */
  record Places(List<String> readOnly, List<String> writable, List<String> masked) {
    static Places of(Spec spec) {
      List<String> readOnly = new ArrayList<>();
      List<String> writable = new ArrayList<>();
      if (spec.root().flatMap(Root::readonly).orElse(false)) {
        readOnly.addAll(List.of("/", "/etc"));
      }
      OverlayChecks.places(spec, readOnly, writable);
      for (Mount mount : spec.mounts()) {
        if (Bundle.isBind(mount)) {
          (mount.options().contains("ro") ? readOnly : writable).add(mount.destination());
        }
      }
      readOnly.addAll(spec.linux().map(Linux::readonlyPaths).orElse(List.of()));
      return new Places(readOnly, writable, spec.linux().map(Linux::maskedPaths).orElse(List.of()));
    }

    /** In the order in which the probe is asked. */
    List<String> all() {
      return Stream.of(readOnly, writable, masked).flatMap(List::stream).toList();
    }
  }
}
