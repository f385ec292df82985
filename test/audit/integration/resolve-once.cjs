/**
 * Finds modules for jest. graphql and Apollo Server are always those of the project, also where the suite's own
 * installation has others: graphql refuses to be there twice, and another server is not what is audited.
 */
module.exports = (name, options) => {
  const isShared = /^(graphql|@apollo\/server)($|\/)/.test(name)
  return options.defaultResolver(name, isShared ? { ...options, basedir: options.rootDir } : options)
}
