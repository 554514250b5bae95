package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Generates the sources: arguments are the schema folder, the output folder and the reference page.
 */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected SCHEMA-FOLDER OUTPUT-FOLDER REFERENCE-PAGE");
    }
    generate(Path.of(arguments[0]), Path.of(arguments[1]));
    OutputFolder.writeIfChanged(
        Path.of(arguments[2]), ReferencePage.of(SchemaReader.read(Path.of(arguments[0]))));
  }

  /** Writes all sources for the schema files in {@code schema} below {@code output}. */
  static void generate(Path schema, Path output) throws IOException {
    Model model = SchemaReader.read(schema);
    OutputFolder folder = new OutputFolder(output);
    for (TextType type : model.texts()) {
      folder.write(JavaTypes.ROOT + "." + type.packageName(), TextTypeEmitter.emit(type));
    }
    for (ObjectType type : model.present()) {
      String packageName = JavaTypes.ROOT + "." + type.packageName();
      folder.write(packageName, InterfaceEmitter.emit(model, type));
      folder.write(packageName, ValueEmitter.emit(type));
      folder.write(packageName, BuilderEmitter.emit(model, type));
      folder.write(packageName, WriterEmitter.emit(type));
      folder.write(JavaTypes.JSON, ReaderEmitter.emit(type));
    }
    folder.write(JavaTypes.JSON, ReaderIndexEmitter.emit(model));
    folder.write(JavaTypes.SCHEMA, TableEmitter.emit(model));
    folder.removeStale();
  }
}
