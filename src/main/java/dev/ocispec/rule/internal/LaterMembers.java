package dev.ocispec.rule.internal;

import dev.ocispec.rule.Node;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaRelease;
import dev.ocispec.version.Release;
import dev.ocispec.version.internal.ReleaseTables;
import java.util.LinkedHashMap;
import java.util.Map;

/** Finds the members of a document that a release does not define, but a later one does. */
public final class LaterMembers {
  private final SchemaRelease release;
  private final Map<Node, Release> found = new LinkedHashMap<>();

  private LaterMembers(SchemaRelease release) {
    this.release = release;
  }

  /** Those members, each with the release that introduced it, in the order of the schema. */
  public static Map<Node, Release> of(Node document, Release release) {
    LaterMembers later = new LaterMembers(ReleaseTables.of(release));
    later.look((TreeNode) document);
    return later.found;
  }

  private void look(TreeNode object) {
    if (!(object.schema() instanceof ObjectSchema schema)) {
      return;
    }
    for (Member member : schema.members()) {
      Node node = object.get(member.name());
      if (node.isPresent() && member.since().compareTo(release) > 0) {
        found.put(node, ReleaseTables.release(member.since()));
      } else if (node.isPresent()) {
        look((TreeNode) node);
      }
    }
  }
}
