package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The letters of linux-sandbox become long options. */
@Tag("unit")
class LinuxSandboxArgumentsTest {
  private static String expanded(String line) {
    List<String> all = new ArrayList<>(List.of("sandbox", "exec"));
    all.addAll(List.of(line.split(" ")));
    String[] result = LinuxSandboxArguments.expand(all.toArray(String[]::new));
    return String.join(" ", Arrays.asList(result).subList(2, result.length));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -W /w -- true             | --working-dir /w -- true
          -T5 -t1 -- true           | --timeout 5 --kill-delay 1 -- true
          -l o -L e -S s -- true    | --stdout o --stderr e --stats s -- true
          -w /a -w /b -e /c -- x    | --writable /a --writable /b --tmpfs /c -- x
          -M /a -m /b -M /c -- x    | --bind /a:/b --bind /c:/c -- x
          -M/a -m/b -- x            | --bind /a:/b -- x
          -M /a:b -- x              | --bind /a\\:b:/a\\:b -- x
          -HN -T5 -- x              | --no-network --timeout 5 -- x
          -n -P -p -R -U -i -- x    | --no-network -- x
          -D -N -- x                | --debug-log - --no-network -- x
          -D /log -N -- x           | --debug-log /log --no-network -- x
          -ND/log -- x              | --no-network --debug-log /log -- x
          --net host -N -- ls -l    | --net host --no-network -- ls -l
          -N -- sh -c -W            | --no-network -- sh -c -W
          -h                        | --help
          """)
  void aLetterBecomesALongOption(String given, String expected) {
    assertThat(expanded(given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          -X -- x    | unknown option -X; --help shows all options
          -NX -- x   | unknown option -X in -NX; --help shows all options
          -h /r -- x | unknown option -h: linux-sandbox's hermetic root is --view none with -M here; --help shows all options
          -C /c -- x | unknown option -C: control groups are set by --memory, --processes and --cpus here; --help shows all options
          -m /c -- x | unknown option -m: expected -M SOURCE before -m; --help shows all options
          -W         | missing value of -W
          """)
  void whatIsNotKnownIsRefused(String given, String message) {
    assertThatThrownBy(() -> expanded(given))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void aFileOfArgumentsStandsForItsLines(@TempDir Path folder) throws Exception {
    Path inner = Files.writeString(folder.resolve("inner"), "-w\n/a b\n\n");
    Path outer = Files.writeString(folder.resolve("outer"), "-N\n@" + inner + "\n");

    assertThat(
            LinuxSandboxArguments.expand(
                new String[] {"sandbox", "exec", "@" + outer, "--", "x", "@y"}))
        .containsExactly("sandbox", "exec", "--no-network", "--writable", "/a b", "--", "x", "@y");

    Files.writeString(inner, "@" + outer);
    assertThatThrownBy(
            () ->
                LinuxSandboxArguments.expand(
                    new String[] {"sandbox", "exec", "@" + outer, "--", "x"}))
        .hasMessageStartingWith("files of arguments name each other, at @");
  }

  @Test
  void aBindIsReadAsItIsWritten() {
    String text = BindOption.text("/a:b\\c", "/d");

    assertThat(BindOption.parse("--bind", text).source()).hasToString("/a:b\\c");
    assertThat(BindOption.parse("--bind", text).destination()).isEqualTo("/d");
    assertThat(BindOption.parse("--bind", "/a").destination()).isEqualTo("/a");
    assertThatThrownBy(() -> BindOption.parse("--bind", "/a:/b:/c"))
        .hasMessage("--bind: expected SOURCE or SOURCE:DESTINATION, found /a:/b:/c");
  }
}
