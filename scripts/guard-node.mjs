// Stops with one sentence where the Node that runs is older than the code needs.
// The project brings Node 24 through optionalDependencies; this is for platforms where no such package exists.
const needed = 24
if (Number(process.versions.node.split('.')[0]) < needed) {
  process.stderr.write(
    `Motcua needs Node ${needed} or newer, and this is ${process.version}: run "npm ci" (it brings Node ${needed} on Linux and Windows), or install Node ${needed} from nodejs.org.\n`,
  )
  process.exit(1)
}
