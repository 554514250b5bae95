package dev.ocispec.bench;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ocispec.json.Json;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.SchemaValidator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A document in the forms that the benchmarks begin with. */
@State(Scope.Benchmark)
public class BenchDocument {
  /** Name of the system property that tells the folder with the documents. */
  static final String FOLDER = "ocispec.bench";

  /** Name of the document. */
  @Param({"small", "medium", "large"})
  public String document = "";

  final JsonMapper mapper = new JsonMapper();
  final SchemaValidator validator = SchemaValidator.ofLibrary();
  final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(SchemaLocation.of("classpath:dev/ocispec/schema/config-schema.json"));

  /** The file, indented as runtimes write it. */
  byte[] bytes = {};

  JsonNode tree = mapper.createObjectNode();
  Spec spec = Spec.builder().build();

  /** Reads the document, and makes sure that everybody takes it for the same valid one. */
  @Setup
  public void read() throws IOException {
    bytes = Files.readAllBytes(folder().resolve(document + ".json"));
    tree = mapper.readTree(bytes);
    spec = Json.read(bytes, Spec.class);
    if (!mapper.readTree(Json.toBytes(spec)).equals(tree)
        || !Rebuilt.of(spec).equals(spec)
        || !schema.validate(tree).isEmpty()) {
      throw new IllegalStateException(document + " is not the same for all");
    }
  }

  static Path folder() {
    return Path.of(System.getProperty(FOLDER, "../shared/bench"));
  }
}
