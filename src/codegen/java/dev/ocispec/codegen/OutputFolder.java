package dev.ocispec.codegen;

import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where generated sources go. A file is written only when its content changes, so that the compiler
 * sees no change where there is none; files that are no longer generated are removed.
 */
final class OutputFolder {
  private final Path folder;
  private final Set<Path> written = new HashSet<>();

  OutputFolder(Path folder) {
    this.folder = folder;
  }

  void write(String packageName, TypeSpec type) throws IOException {
    JavaFile file =
        JavaFile.builder(packageName, type)
            .skipJavaLangImports(true)
            .indent("  ")
            .addFileComment("Generated from the files under schema/; edits are lost.")
            .build();
    Path path = folder.resolve(packageName.replace('.', '/')).resolve(type.name() + ".java");
    writeIfChanged(path, SourceLayout.of(file.toString()));
    written.add(path);
  }

  static void writeIfChanged(Path path, String content) throws IOException {
    if (Files.exists(path) && Files.readString(path).equals(content)) {
      return;
    }
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  /** Removes what earlier runs wrote and this one did not. */
  void removeStale() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files.filter(Files::isRegularFile).filter(f -> !written.contains(f)).toList()) {
        Files.delete(file);
      }
    }
  }
}
