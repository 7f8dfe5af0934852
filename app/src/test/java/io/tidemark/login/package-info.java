@NullMarked
package io.tidemark.login;

import org.jspecify.annotations.NullMarked;
