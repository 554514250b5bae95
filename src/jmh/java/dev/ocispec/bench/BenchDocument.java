package dev.ocispec.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ocispec.bench.bean.SpecBean;
import dev.ocispec.json.Json;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.spec.Mount;
import dev.ocispec.spec.Spec;
import dev.ocispec.spec.internal.Walkable;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.validation.Validator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  private static final String MOUNTS = "mounts-";

  /** Name of the document; {@code mounts-N} is the large one with that many mounts. */
  @Param({"small", "medium", "large", "mounts-50", "mounts-500", "mounts-5000"})
  public String document = "";

  final JsonMapper mapper = new JsonMapper();

  /** As it comes, but for leaving out what is not set. */
  final JsonMapper beans =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              include -> include.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  final Validator rules = Validator.standard().rulesOnly();
  final SchemaValidator validator = SchemaValidator.ofLibrary();
  final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
          .getSchema(SchemaLocation.of("classpath:dev/ocispec/schema/config-schema.json"));

  /** What is enough for as many mounts as growth is measured with. */
  final JsonLimits limits = new JsonLimits(64L << 20, 128, 4 << 20, 400, 4_000_000, 1000);

  /** The file, indented as runtimes write it. */
  byte[] bytes = {};

  JsonNode tree = mapper.createObjectNode();
  Spec spec = Spec.builder().build();
  SpecBean bean = new SpecBean();
  Walkable walkable = Walkable.of(spec);

  /** Reads the document, and makes sure that everybody takes it for the same valid one. */
  @Setup
  public void read() throws IOException {
    if (document.startsWith(MOUNTS)) {
      Spec large = Json.read(folder().resolve("large.json"), Spec.class);
      int count = Integer.parseInt(document.substring(MOUNTS.length()));
      bytes = Json.toPrettyString(withMounts(large, count)).getBytes(StandardCharsets.UTF_8);
    } else {
      bytes = Files.readAllBytes(folder().resolve(document + ".json"));
    }
    tree = mapper.readTree(bytes);
    spec = Json.read(bytes, Spec.class, limits);
    bean = beans.readValue(bytes, SpecBean.class);
    walkable = Walkable.of(spec);
    if (!mapper.readTree(Json.toBytes(spec)).equals(tree)
        || !Rebuilt.of(spec).equals(spec)
        || !beans.valueToTree(bean).equals(beans.valueToTree(RebuiltBean.of(spec)))
        || !mapper.readTree(beans.writeValueAsBytes(bean)).equals(tree)
        || !schema.validate(tree).isEmpty()) {
      throw new IllegalStateException(document + " is not the same for all");
    }
  }

  /** The document with its mounts over and over, each at a place of its own. */
  private static Spec withMounts(Spec document, int count) {
    List<Mount> mounts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Mount mount = document.mounts().get(i % document.mounts().size());
      String round = i < document.mounts().size() ? "" : "/" + i;
      mounts.add(mount.toBuilder().destination(mount.destination() + round).build());
    }
    return document.toBuilder().mounts(mounts).build();
  }

  /** What to say where the documents are absent; empty where they are. */
  public static Optional<String> obstacle() {
    return Files.isDirectory(folder())
        ? Optional.empty()
        : Optional.of(
            "benchmarks skipped: the folder "
                + folder()
                + " is absent; give another one with -Docispec.bench=FOLDER");
  }

  /** The folder with the documents. */
  public static Path folder() {
    return Path.of(System.getProperty(FOLDER, "../shared/bench")).toAbsolutePath().normalize();
  }
}
