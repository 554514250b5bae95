package dev.ocispec.rule.internal;

import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaRelease;
import dev.ocispec.schema.internal.SchemaType;
import dev.ocispec.schema.internal.TextSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands out among the names and values of a document: members that no release knows, and what
 * some release does not define. Found in one walk.
 *
 * @param unknown the members that no release defines, in document order; of what is in them nothing
 *     is known
 * @param dated the members and values that some release does not define, in document order
 */
public record MemberSurvey(List<TreeNode> unknown, List<Dated> dated) {
  /**
   * A member, or a value, that some release does not define. What is in such a member is listed
   * only when it came later still.
   *
   * @param node where it stands
   * @param value the value that is dated; empty when it is the member itself
   * @param since the release that introduced it
   * @param until the last release that had it; empty when the newest has it
   */
  public record Dated(
      TreeNode node, Optional<String> value, SchemaRelease since, Optional<SchemaRelease> until) {}

  /** The survey of a document. */
  static MemberSurvey of(TreeNode document) {
    MemberSurvey survey = new MemberSurvey(new ArrayList<>(), new ArrayList<>());
    survey.visit(document, document.schema(), SchemaRelease.V1_0_0);
    return survey;
  }

  private void visit(TreeNode node, @Nullable SchemaType schema, SchemaRelease around) {
    if (schema instanceof TextSchema text) {
      value(node, text, around);
    } else if (schema instanceof ListSchema list) {
      for (TreeNode element : node.children()) {
        visit(element, list.items(), around);
      }
    } else if (schema instanceof ObjectSchema object && node.isPresent()) {
      for (TreeNode child : node.children()) {
        if (object.mapValue().isPresent()) {
          visit(child, child.schema(), around);
        } else {
          member(child, object, around);
        }
      }
    }
  }

  private void member(TreeNode child, ObjectSchema object, SchemaRelease around) {
    Optional<Member> known = object.everKnown(child.key());
    if (known.isEmpty()) {
      unknown.add(child);
      return;
    }
    Member member = known.get();
    boolean later = member.since().compareTo(around) > 0;
    if (child.isPresent() && (later || member.until().isPresent())) {
      dated.add(new Dated(child, Optional.empty(), member.since(), member.until()));
    }
    visit(child, child.schema(), member.since().max(around));
  }

  private void value(TreeNode node, TextSchema schema, SchemaRelease around) {
    if (schema.values().isEmpty()) {
      return;
    }
    Optional<String> text = node.asText();
    SchemaRelease since = text.map(schema.values()::get).orElse(SchemaRelease.V1_0_0);
    if (since.compareTo(around) > 0) {
      dated.add(new Dated(node, text, since, Optional.empty()));
    }
  }
}
