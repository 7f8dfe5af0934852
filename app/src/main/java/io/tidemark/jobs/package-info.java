/**
 * The only room that knows JobRunr. It queues an attempt as a job in the caller's transaction, runs jobs on worker threads, and
 * offers the parts of JobRunr's dashboard to the console. What an attempt does, and whether it is tried again, is not known here:
 * a job holds nothing but the id of its attempt.
 */
@NullMarked
package io.tidemark.jobs;

import org.jspecify.annotations.NullMarked;
