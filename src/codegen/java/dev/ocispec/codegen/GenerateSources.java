package dev.ocispec.codegen;

import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Generates the sources and brings pages up to date: arguments are the schema folder, the output
 * folder and the pages, of which {@code reference.md} is written as a whole and any other one gets
 * the table of losses.
 */
public final class GenerateSources {
  private GenerateSources() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      throw new IllegalArgumentException("expected SCHEMA-FOLDER OUTPUT-FOLDER PAGE...");
    }
    generate(Path.of(arguments[0]), Path.of(arguments[1]));
    Model model = SchemaReader.read(Path.of(arguments[0]));
    for (String argument : List.of(arguments).subList(2, arguments.length)) {
      Path page = Path.of(argument);
      OutputFolder.writeIfChanged(
          page,
          page.endsWith("versions.md")
              ? LossPage.in(Files.readString(page), model)
              : ReferencePage.of(model));
    }
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
      folder.write(packageName, ReaderEmitter.emit(type));
    }
    folder.write(JavaTypes.JSON, ReaderIndexEmitter.emit(model));
    for (TypeSpec tables : TableEmitter.emit(model)) {
      folder.write(JavaTypes.SCHEMA, tables);
    }
    folder.write(JavaTypes.VERSION, LossTableEmitter.emit(model));
    folder.removeStale();
  }
}
