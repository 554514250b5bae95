package dev.ocispec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What is installed beside the self-contained jar: a start script, the manual, shell completion.
 *
 * <p>The build runs this. The files stand as they are to lie below {@code /usr/local} or any other
 * such folder.
 */
final class InstalledFiles {
  private static final String START =
      """
      #!/bin/sh
      home=$(dirname "$(dirname "$(readlink -f "$0")")")
      exec java -jar "$home/share/ocispec/ocispec.jar" "$@"
      """;

  private InstalledFiles() {}

  /** Writes all into the folder that the argument names. */
  public static void main(String[] arguments) throws IOException {
    write(Path.of(arguments[0]));
  }

  static void write(Path folder) throws IOException {
    Streams nothing = new Streams(InputStream.nullInputStream(), System.out, System.err);
    CommandSpec root = Main.root(nothing, new String[0]);
    CommandLine line = new CommandLine(root);
    Path start = file(folder.resolve("bin/ocispec"), START);
    Files.setPosixFilePermissions(start, PosixFilePermissions.fromString("rwxr-xr-x"));
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

  private static Path file(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
