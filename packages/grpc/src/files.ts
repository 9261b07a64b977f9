// The proto files of what is served, as grpc-js and those who ask for them (reflection) need them.
import { fromJSON, type Options, type PackageDefinition } from '@grpc/proto-loader'
import protobuf from 'protobufjs'
import descriptor from 'protobufjs/ext/descriptor.js'

const options: Options = { keepCase: true, longs: Number, enums: String }
const imported = ['struct', 'timestamp'].map(name => `google/protobuf/${name}.proto`)
interface Drawn extends protobuf.Message {
  name: string
  dependency: string[]
}
interface Descriptors {
  toDescriptor(version: string): { readonly file: readonly Drawn[] }
}

/** How messages of these files are read and written. */
export const definitionOf = (protos: readonly string[]): PackageDefinition => {
  const root = new protobuf.Root()
  for (const proto of protos) protobuf.parse(proto, root, { keepCase: true })
  for (const file of imported) root.addJSON(protobuf.common.get(file)!.nested!)
  return fromJSON(root.toJSON(), options)
}

/** The same as files that name what they import, each by the name that others know: what the loader makes of them does not. */
export const describedOf = (protos: { readonly [file: string]: string }): PackageDefinition => {
  const files = imported.map(file => described(file, new protobuf.Root().addJSON(protobuf.common.get(file)!.nested!) as protobuf.Root, []))
  for (const [file, proto] of Object.entries(protos)) {
    const { root, imports = [] } = protobuf.parse(proto, new protobuf.Root(), { keepCase: true })
    for (const name of imports) root.addJSON(protobuf.common.get(name)!.nested!)
    files.push(described(file, root, imports))
  }
  return { files: { format: 'Protocol Buffer 3 DescriptorProto', type: {}, fileDescriptorProtos: files } } as unknown as PackageDefinition
}
const described = (name: string, root: protobuf.Root, imports: readonly string[]): Buffer => {
  const { file } = (root.resolveAll() as unknown as Descriptors).toDescriptor('proto3')
  const own = file.find(f => name.startsWith('google/') || !f.name.startsWith('google_'))!
  own.name = name
  own.dependency = [...imports]
  return Buffer.from(descriptor.FileDescriptorProto.encode(own).finish())
}
