/** Gives the browser a file to save under a name. */
export const saveFile = (file: Blob, name: string): void => {
  const address = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken the file over by then; keeping the address would keep what may be protected in memory.
  setTimeout(() => URL.revokeObjectURL(address), 1000)
}
