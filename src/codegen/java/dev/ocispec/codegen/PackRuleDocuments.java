package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Packs the documents that the rules are tested with into one resource of the library, an object of
 * texts by path: arguments are their folder and the file to write. Small files would each take a
 * block of the disk and a header of the jar; together they are compressed to a tenth.
 */
public final class PackRuleDocuments {
  private PackRuleDocuments() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("expected DOCUMENTS-FOLDER OUTPUT-FILE");
    }
    OutputFolder.writeIfChanged(Path.of(arguments[1]), pack(Path.of(arguments[0])));
  }

  static String pack(Path folder) throws IOException {
    ObjectNode texts = JsonNodeFactory.instance.objectNode();
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> sorted = files.filter(Files::isRegularFile).sorted().toList();
      for (Path file : sorted) {
        texts.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return texts.toString();
  }
}
