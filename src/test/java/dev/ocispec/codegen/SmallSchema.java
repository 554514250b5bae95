package dev.ocispec.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A folder with a schema of a few lines. Its text has apostrophes for quotation marks and words for
 * what every part needs: {@code DOCS}, and {@code MEMBER} or {@code LATER} for optional members.
 */
record SmallSchema(Path folder) {
  private static final String DOCS = "'description':'D.','x-since':'1.0.0'";
  private static final String MEMBER = DOCS + ",'x-absent':'A.'";
  private static final String LATER = "'description':'D.','x-since':'1.1.0','x-absent':'A.'";

  /** Reads a schema of one document type with the member {@code a} and these definitions. */
  void read(String member, String definitions) throws IOException {
    file(
        "thing.json",
        "{'title':'Thing','x-package':'spec',DOCS,'type':'object','properties':{'a':"
            + member
            + "},'definitions':{"
            + definitions
            + "}}");
    SchemaReader.read(folder);
  }

  void file(String name, String json) throws IOException {
    String full = json.replace("DOCS", DOCS).replace("MEMBER", MEMBER).replace("LATER", LATER);
    Files.writeString(folder.resolve(name), full.replace('\'', '"'));
  }
}
