package dev.ocispec.service;

import dev.ocispec.bundle.BundleAccessException;
import dev.ocispec.host.internal.HostDetection;
import dev.ocispec.json.JsonLimits;
import dev.ocispec.json.JsonValues;
import dev.ocispec.json.UnreadableDocumentException;
import dev.ocispec.spec.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What of a tree is easily lost on its way to another machine: symbolic links, and who may execute
 * a file. As JSON {@code {"links": {"src/latest": "v2"}, "programs": ["src/run.sh"]}}; paths are
 * relative to the tree's root, without {@code .}, {@code ..} and empty parts.
 *
 * @param links targets by path
 * @param programs the paths of files that everybody may execute
 */
public record TreeManifest(SortedMap<String, String> links, SortedSet<String> programs) {
  /**
   * Checks the paths.
   *
   * @param links targets by path
   * @param programs the paths of files that everybody may execute
   * @throws InvalidTreeManifestException when a path leaves the tree
   */
  public TreeManifest {
    links.keySet().forEach(TreeManifest::check);
    programs.forEach(TreeManifest::check);
    links = new TreeMap<>(links);
    programs = new TreeSet<>(programs);
  }

  private static void check(String path) {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\0') >= 0) {
        throw new InvalidTreeManifestException("the path \"" + path + "\"");
      }
    }
  }

  /**
   * {@return the manifest that {@link #toBytes()} wrote}
   *
   * @param json the JSON form as UTF-8
   * @throws InvalidTreeManifestException when it is none
   */
  public static TreeManifest read(byte[] json) {
    JsonValue value;
    try {
      value = JsonValues.read(json, JsonLimits.DEFAULT);
    } catch (UnreadableDocumentException e) {
      throw new InvalidTreeManifestException("no JSON document: " + e.getMessage());
    }
    Builder builder = new Builder();
    for (Map.Entry<String, JsonValue> member : value.members().entrySet()) {
      switch (member.getKey()) {
        case "links" ->
            member
                .getValue()
                .members()
                .forEach((path, target) -> builder.addLink(path, target.asText().orElse("")));
        case "programs" ->
            member
                .getValue()
                .elements()
                .forEach(path -> builder.addProgram(path.asText().orElse("")));
        default -> throw new InvalidTreeManifestException("the member \"" + member.getKey() + "\"");
      }
    }
    return builder.build();
  }

  /**
   * {@return what a tree has of links and programs} The links are removed from it: not every
   * machine that it goes through takes all of them.
   *
   * @param root the tree's root, a folder
   * @throws BundleAccessException when something can't be read or removed
   */
  public static TreeManifest detach(Path root) {
    try {
      return TreeRepair.detach(root);
    } catch (IOException e) {
      throw new BundleAccessException("take the links out of", root, e);
    }
  }

  /**
   * Puts back into a tree what it lacks of this, in the place of what may be there instead.
   *
   * @param root the tree's root, a folder
   * @throws InvalidTreeManifestException when a link is below another one
   * @throws BundleAccessException when something can't be written
   */
  public void restore(Path root) {
    try {
      TreeRepair.restore(root, this, HostDetection.of(Path.of("/")).caller());
    } catch (IOException e) {
      throw new BundleAccessException("put links and permissions into", root, e);
    }
  }

  /** {@return the JSON form as UTF-8; equal manifests give equal bytes} */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      json.writeName("links");
      json.writeStartObject();
      links.forEach(json::writeStringProperty);
      json.writeEndObject();
      json.writeName("programs");
      json.writeStartArray();
      programs.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Collects what a manifest names. */
  public static final class Builder {
    private final SortedMap<String, String> links = new TreeMap<>();
    private final Set<String> programs = new TreeSet<>();

    /** A builder with nothing in it. */
    public Builder() {
      // Nothing is known yet.
    }

    /**
     * Notes a symbolic link.
     *
     * @param path where it is
     * @param target what it says
     */
    public void addLink(String path, String target) {
      links.put(path, target);
    }

    /**
     * Notes a file that may be executed.
     *
     * @param path where it is
     */
    public void addProgram(String path) {
      programs.add(path);
    }

    /**
     * {@return the manifest}
     *
     * @throws InvalidTreeManifestException when a path leaves the tree
     */
    public TreeManifest build() {
      return new TreeManifest(links, new TreeSet<>(programs));
    }
  }
}
