package dev.ocispec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("unit")
class InstalledFilesTest {
  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    InstalledFiles.write(folder);
  }

  private String page(String command) throws IOException {
    return Files.readString(folder.resolve("share/man/man1/" + command + ".1"));
  }

  @Test
  void everyCommandHasAPageAndEveryPageACommand() throws IOException {
    TreeSet<String> expected = new TreeSet<>(List.of("ocispec"));
    Commands.all(List.of()).keySet().forEach(name -> expected.add("ocispec-" + name));
    List.of("bundle", "doctor", "enter", "exec", "run", "spec")
        .forEach(name -> expected.add("ocispec-sandbox-" + name));
    expected.add("ocispec-remote-runner");
    expected.add("ocispec-fixtures-generate");
    expected.add("ocispec-fixtures-run");
    List.of("doctor", "exec", "features", "list", "run", "state")
        .forEach(name -> expected.add("ocispec-runtime-" + name));

    try (var pages = Files.list(folder.resolve("share/man/man1"))) {
      assertThat(pages.map(page -> page.getFileName().toString().replaceFirst("\\.1$", "")))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  @Test
  void aPageHasTheOptionsOfItsCommandInRoff() throws IOException {
    assertThat(page("ocispec-digest").lines())
        .startsWith(".TH \"ocispec\\-digest\" \"1\" \"\" \"ocispec\" \"ocispec\"", ".SH \"NAME\"")
        .containsSequence(".TP", ".B \"\\-h, \\-\\-help\"", "\\&Show this help and exit.")
        .containsSequence(".SH \"SEE ALSO\"", "\\&ocispec(1)")
        .noneMatch(line -> line.startsWith("'"));
  }

  @Test
  void theExitCodesAreThoseOfTheCommandLinesPage() throws IOException {
    List<String> documented =
        Pattern.compile("(?m)^\\| (\\d) \\| (.+) \\|$")
            .matcher(Files.readString(Path.of("docs/cli.md")))
            .results()
            .map(row -> ".B \"" + row.group(1) + "\"\n\\&" + row.group(2).replace("-", "\\-"))
            .toList();

    assertThat(documented).hasSize(6);
    assertThat(page("ocispec")).contains(documented);
  }

  @Test
  void completionKnowsTheCommandsAndTheirOptions() throws IOException {
    assertThat(folder.resolve("share/bash-completion/completions/ocispec"))
        .content()
        .contains("validate", "--oci-version", "complete -F _complete_ocispec");
  }

  @Test
  void theScriptsCanBeExecuted() {
    assertThat(folder.resolve("bin/ocispec")).isExecutable().content().startsWith("#!/bin/sh\n");
    assertThat(folder.resolve("share/ocispec/archive"))
        .isExecutable()
        .content()
        .startsWith("#!/bin/sh\n")
        .contains(TrainingRun.class.getName());
  }

  @Test
  void theBuildWritesTheStartScriptBesideTheJarToo() throws IOException {
    Path beside = folder.resolve("ocispec");

    InstalledFiles.main(new String[] {folder.toString(), beside.toString()});

    assertThat(beside).isExecutable().hasSameTextualContentAs(folder.resolve("bin/ocispec"));
  }
}
