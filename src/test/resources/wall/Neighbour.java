import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ocispec.json.Json;
import dev.ocispec.json.OciModule;
import dev.ocispec.report.OciException;
import dev.ocispec.spec.Spec;
import dev.ocispec.validation.SchemaValidator;
import dev.ocispec.version.Release;
import java.util.Map;
import java.util.concurrent.Callable;

/** Uses the library beside a Jackson 2, and prints what each part of it does. */
public final class Neighbour {
  private Neighbour() {}

  /** Tries all parts, each twice: a class that failed to load fails in another way then. */
  public static void main(String[] args) throws Exception {
    Spec spec = Spec.builder().hostname("box").build();
    System.out.println("jackson2 " + new ObjectMapper().writeValueAsString(Map.of("a", 1)));
    System.out.println("json " + Json.read(Json.toBytes(spec), Spec.class).equals(spec));
    for (int i = 0; i < 2; i++) {
      attempt("module", () -> new OciModule().getModuleName());
      attempt("schema", () -> SchemaValidator.ofLibrary().validate(spec).isValid());
      attempt("release", () -> SchemaValidator.ofRelease(Release.V1_2_0).validate(spec).isValid());
    }
  }

  private static void attempt(String what, Callable<?> part) throws Exception {
    try {
      System.out.println(what + " " + part.call());
    } catch (OciException e) {
      System.out.println(what + " " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }
}
