package dev.ocispec.version;

import dev.ocispec.report.JsonPointer;
import dev.ocispec.schema.internal.ListSchema;
import dev.ocispec.schema.internal.Member;
import dev.ocispec.schema.internal.ObjectSchema;
import dev.ocispec.schema.internal.SchemaType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Places in documents as the schema sees them: any index, any key of a map. */
final class SchemaPath {
  private SchemaPath() {}

  /** The path of what {@code reason} is about, in the form of {@link LossRule#path()}. */
  static String of(ObjectSchema root, MinimumVersion.Reason reason) {
    StringBuilder path = new StringBuilder();
    SchemaType type = root;
    for (String token : JsonPointer.parse(reason.pointer()).tokens()) {
      if (type instanceof ListSchema list) {
        path.append("/*");
        type = list.items();
      } else if (type instanceof ObjectSchema schema && schema.mapValue().isPresent()) {
        path.append('/')
            .append(schema.knownKeys().containsKey(token) ? JsonPointer.escape(token) : "{}");
        type = schema.mapValue().get();
      } else {
        path.append('/').append(token);
        type = memberType(type, token);
      }
    }
    return reason.value().isEmpty() ? path.toString() : path + "=" + reason.value();
  }

  private static @Nullable SchemaType memberType(@Nullable SchemaType type, String name) {
    Optional<Member> member =
        type instanceof ObjectSchema schema ? schema.everKnown(name) : Optional.empty();
    return member.map(Member::type).orElse(null);
  }
}
