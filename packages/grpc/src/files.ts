// The proto files of what is served, as grpc-js and those who ask for them (reflection) need them.
import { readFileSync } from 'node:fs'
import { fromJSON, type Options, type PackageDefinition } from '@grpc/proto-loader'
import { protoPath } from 'grpc-health-check'
import protobuf from 'protobufjs'
import descriptor from 'protobufjs/ext/descriptor.js'
import { capital } from './shapes.ts'

const options: Options = { keepCase: true, longs: Number, enums: String }
const imported = ['struct', 'timestamp'].map(name => `google/protobuf/${name}.proto`)
interface DrawnField {
  readonly name: string
  typeName?: string
}
interface DrawnMessage {
  name: string
  readonly field: readonly DrawnField[]
  readonly nestedType: readonly DrawnMessage[]
  readonly options?: { readonly mapEntry?: boolean } | null
}
interface Drawn extends protobuf.Message {
  name: string
  dependency: string[]
  readonly messageType: readonly DrawnMessage[]
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

/** The file of health, as it comes with its package. */
const health = 'grpc/health/v1/health.proto'

/** The same as files that name what they import, each by the name that others know: what the loader makes of them does not. */
export const describedOf = (protos: { readonly [file: string]: string }): PackageDefinition => {
  const files = imported.map(file => described(file, new protobuf.Root().addJSON(protobuf.common.get(file)!.nested!) as protobuf.Root, []))
  for (const [file, proto] of Object.entries(protos)) {
    const { root, imports = [] } = protobuf.parse(proto, new protobuf.Root(), { keepCase: true })
    for (const name of imports) root.addJSON(protobuf.common.get(name)!.nested!)
    files.push(described(file, root, imports))
  }
  const { root } = protobuf.parse(readFileSync(protoPath, 'utf8'), new protobuf.Root(), { keepCase: true })
  files.push(described(health, root, []))
  return { files: { format: 'Protocol Buffer 3 DescriptorProto', type: {}, fileDescriptorProtos: files } } as unknown as PackageDefinition
}
const described = (name: string, root: protobuf.Root, imports: readonly string[]): Buffer => {
  const { file } = (root.resolveAll() as unknown as Descriptors).toDescriptor('proto3')
  const own = file.find(f => name.startsWith('google/') || !f.name.startsWith('google_'))!
  own.name = name
  own.dependency = [...imports]
  for (const message of own.messageType) entriesNamed(message)
  return Buffer.from(descriptor.FileDescriptorProto.encode(own).finish())
}
/** What lies in a map is a message whose name others work out from that of the field, and they take no other. */
const entriesNamed = (message: DrawnMessage): void => {
  for (const inner of message.nestedType) {
    if (!inner.options?.mapEntry) {
      entriesNamed(inner)
      continue
    }
    const field = message.field.find(f => f.typeName?.split('.').at(-1) === inner.name)!
    inner.name = `${field.name.split('_').map(capital).join('')}Entry`
    field.typeName = field.typeName!.slice(0, field.typeName!.lastIndexOf('.') + 1) + inner.name
  }
}
