// Plain JavaScript on purpose: npm runs it after each install, and an older Node dies on the first TypeScript line before
// it can say why. There the install still stands: the start tells what is wrong with Node.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

if (major < 22 || (major === 22 && minor < 19)) {
  console.warn(
    `The pages for browsers are not built: that needs Node 22.19, and this is Node "${process.versions.node}".`,
  )
} else {
  await import('./build-command.ts')
}
