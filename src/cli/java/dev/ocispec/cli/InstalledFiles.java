package dev.ocispec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is installed beside the self-contained jar: a start script, one that archives its classes,
 * the manual, shell completion.
 *
 * <p>The build runs this. The files stand as they are to lie below {@code /usr/local} or any other
 * such folder.
 */
final class InstalledFiles {
  private InstalledFiles() {}

  /**
   * Writes all into the folder that the first argument names, and the start script once more as the
   * file that the second one names.
   */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
    script(Path.of(arguments[1]), "start.sh");
  }

  static void write(Path folder) throws IOException {
    Streams nothing = new Streams(InputStream.nullInputStream(), System.out, System.err);
    CommandSpec root = Main.root(nothing, new String[0]);
    CommandLine line = new CommandLine(root);
    script(folder.resolve("bin/ocispec"), "start.sh");
    script(folder.resolve("share/ocispec/archive"), "archive.sh");
    file(
        folder.resolve("share/bash-completion/completions/ocispec"),
        AutoComplete.bash("ocispec", line));
    pages(root, folder.resolve("share/man/man1"));
  }

  private static void pages(CommandSpec command, Path folder) throws IOException {
    file(folder.resolve(ManPage.name(command) + ".1"), ManPage.of(command));
    for (CommandLine sub : command.subcommands().values()) {
      pages(sub.getCommandSpec(), folder);
    }
  }

  private static void script(Path file, String resource) throws IOException {
    try (InputStream in = InstalledFiles.class.getResourceAsStream(resource)) {
      byte[] script = Objects.requireNonNull(in, resource).readAllBytes();
      file(file, new String(script, StandardCharsets.UTF_8));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static Path file(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
