// Plain JavaScript on purpose: an older Node dies on the first TypeScript line before it can say why.
const wanted = [22, 19]
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    `Exchange Network needs Node ${wanted.join('.')} or newer, but this is Node "${process.versions.node}". ` +
      'On Linux and Windows start it by "npm start", which brings Node 24 along; elsewhere install a current Node.',
  )
  process.exitCode = 1
} else {
  await import('./main.ts')
}
