/**
 * What people write: YAML and sync scripts are read into values of the domain, with every problem and its place. Knows the
 * file formats, the libraries that parse them, and where secrets are looked up; runs nothing.
 */
@NullMarked
package io.tidemark.definition;

import org.jspecify.annotations.NullMarked;
