package dev.ocispec.wall;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.Version;
import tools.jackson.core.Versioned;
import tools.jackson.databind.JsonNode;

/** Shows what belongs to another library in every way that there is. */
@JsonTypeName
public abstract class LeakyFixture<T extends JsonNode> extends LeakyParent
    implements Comparable<JsonNode>, Versioned {
  protected Optional<JsonNode> field = Optional.empty();

  private JsonNode secret;

  static JavaClass imported() {
    return new ClassFileImporter()
        .importClasses(LeakyFixture.class, LeakyParent.class)
        .get(LeakyFixture.class);
  }

  public abstract List<? extends JsonNode[]> returned();

  protected abstract void taken(Map<String, JsonNode> nodes);

  public abstract void thrown() throws JacksonException;

  public abstract <N extends JsonNode> void bound();

  @JsonProperty
  public abstract String annotated();

  public abstract void parameter(@JsonProperty String text);

  JsonNode hidden() {
    return secret;
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }
}

/** What is public here is public in its subclasses. */
abstract class LeakyParent {
  public abstract JsonNode inherited();
}
