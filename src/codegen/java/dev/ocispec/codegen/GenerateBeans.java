package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Generates the classes that benchmarks compare the library's types with; arguments are the schema
 * folder and the output folder.
 */
public final class GenerateBeans {
  private GenerateBeans() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("expected SCHEMA-FOLDER OUTPUT-FOLDER");
    }
    generate(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  /** Writes a class for each object type in {@code schema} below {@code output}. */
  static void generate(Path schema, Path output) throws IOException {
    OutputFolder folder = new OutputFolder(output);
    for (ObjectType type : SchemaReader.read(schema).present()) {
      folder.write(BeanEmitter.PACKAGE, BeanEmitter.emit(type));
    }
    folder.removeStale();
  }
}
